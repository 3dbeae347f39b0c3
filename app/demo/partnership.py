"""Who there is in Soar Valley: two Boards, three courses, the agencies that send people. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoBoard:
    key: str
    name: str


@dataclass(frozen=True)
class DemoCourse:
    """``key`` is also the key of the shipped bank that the course is evaluated with."""

    key: str
    title: str
    trainer: str


@dataclass(frozen=True)
class DemoAgency:
    name: str
    domain: str
    job_titles: tuple[str, ...]


CITY = DemoBoard("fosse-city", "Fosse City Safeguarding Children Board")
COUNTY = DemoBoard("soar-county", "Soar County Safeguarding Children Board")
BOARDS = (CITY, COUNTY)

NEGLECT = DemoCourse("neglect", "Neglect: recognising and responding", "Ruth Abara")
SHARING = DemoCourse("information-sharing", "Information sharing and thresholds", "Colin Hart")
CURIOSITY = DemoCourse("professional-curiosity", "Professional curiosity and challenge", "Mina Solberg")
COURSES = (NEGLECT, SHARING, CURIOSITY)

PROVIDER = "Soar Valley Learning Partnership"
VENUES = ("Quarry House, Fosse", "Beaumanor Lodge", "Riverside Conference Centre", "County Rooms, Soarbridge")

AGENCIES = (
    DemoAgency(
        "Fosse City Council, children's social care",
        "fosse-city.example",
        ("Social worker", "Family support worker", "Independent reviewing officer", "Team manager"),
    ),
    DemoAgency(
        "Soar County Council, early help",
        "soar-county.example",
        ("Early help practitioner", "Youth worker", "Social worker", "Family hub worker"),
    ),
    DemoAgency(
        "Soar Valley Police",
        "soarvalley-police.example",
        ("Police constable", "Detective constable", "Neighbourhood officer", "Child abuse investigator"),
    ),
    DemoAgency(
        "Fosse Community Health NHS Trust",
        "fosse-nhs.example",
        ("Health visitor", "School nurse", "Community midwife", "Speech and language therapist"),
    ),
    DemoAgency(
        "Bradgate Practice", "bradgate-practice.example", ("GP", "Practice nurse", "Practice manager")
    ),
    DemoAgency(
        "Riverside Primary School",
        "riverside-school.example",
        ("Designated safeguarding lead", "Class teacher", "Learning mentor", "Teaching assistant"),
    ),
    DemoAgency(
        "Soarbridge Academy",
        "soarbridge-academy.example",
        ("Head of year", "Designated safeguarding lead", "Attendance officer", "Pastoral lead"),
    ),
    DemoAgency(
        "Little Acorns Nursery",
        "little-acorns.example",
        ("Nursery manager", "Early years practitioner", "Room leader"),
    ),
    DemoAgency(
        "Hope Street Family Project",
        "hopestreet.example",
        ("Family worker", "Volunteer coordinator", "Domestic abuse adviser"),
    ),
    DemoAgency(
        "Fosse Homes Housing Association",
        "fosse-homes.example",
        ("Housing officer", "Tenancy support worker", "Repairs supervisor"),
    ),
)

FIRST_NAMES = (
    "Aaliyah", "Adam", "Aisha", "Alice", "Amara", "Andrew", "Anita", "Anna", "Anthony", "Beth", "Bilal",
    "Callum", "Carys", "Charlotte", "Chidi", "Chloe", "Claire", "Daniel", "David", "Deepa", "Dev",
    "Elena", "Emma", "Esther", "Farah", "Fatima", "Fiona", "Gareth", "George", "Grace", "Hannah",
    "Harpreet", "Helen", "Ibrahim", "Imran", "Isla", "Jack", "James", "Jasmin", "Jonah", "Joseph",
    "Karen", "Katya", "Kwame", "Laura", "Leah", "Liam", "Lucy", "Maria", "Mark", "Meera", "Michael",
    "Mohammed", "Nadia", "Naomi", "Nia", "Olivia", "Omar", "Owen", "Patrick", "Paula", "Priya",
    "Rachel", "Rajesh", "Rebecca", "Robert", "Rosa", "Ruth", "Samuel", "Sarah", "Simran", "Sofia",
    "Stephen", "Susan", "Tara", "Thomas", "Tomasz", "Uzma", "Victoria", "Wei", "William", "Yasmin",
    "Zainab", "Zoe",
)  # fmt: skip

LAST_NAMES = (
    "Achebe", "Adeyemi", "Ahmed", "Akhtar", "Allen", "Anderson", "Bailey", "Bains", "Baker", "Begum",
    "Bennett", "Brook", "Brown", "Campbell", "Carter", "Chen", "Clarke", "Cohen", "Cooper", "Davies",
    "Desai", "Dhillon", "Edwards", "Evans", "Farrell", "Fletcher", "Foster", "Gill", "Green",
    "Griffiths", "Hall", "Harris", "Hughes", "Hussain", "Iqbal", "Jackson", "James", "Johnson", "Jones",
    "Kaur", "Kelly", "Khan", "King", "Kowalska", "Lewis", "Malik", "Marsh", "Martin", "Mason", "Mehta",
    "Mistry", "Mitchell", "Morgan", "Morris", "Murphy", "Nguyen", "Nowak", "Okafor", "O'Neill", "Osei",
    "Palmer", "Parker", "Parmar", "Patel", "Phillips", "Popescu", "Price", "Rahman", "Reid", "Richards",
    "Roberts", "Robinson", "Rowe", "Scott", "Shah", "Sharma", "Shaw", "Singh", "Smith", "Taylor",
    "Thomas", "Turner", "Walker", "Walsh", "Ward", "Watson", "White", "Williams", "Wilson", "Wood",
    "Wright", "Young",
)  # fmt: skip
