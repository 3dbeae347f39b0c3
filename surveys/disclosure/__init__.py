"""What may be shown without telling what one person answered. Numbers in, decisions out; nothing is
computed here.

Every figure is made through ``surveys.findings.figures``, which asks here first. A reason never tells which
rule hid the figure: that everybody answered alike would itself be a disclosure.
"""

from surveys.disclosure.combining import kept_apart, leaves_few, share_a_line
from surveys.disclosure.floors import Floors, withholds_count
from surveys.disclosure.means import Ladder, hides_change, hides_interval, hides_mean, tells
from surveys.disclosure.shares import hides_choice, hides_scale_mean, shown_choices, shown_groups

__all__ = [
    "Floors", "Ladder", "hides_change", "hides_choice", "hides_interval", "hides_mean", "hides_scale_mean",
    "kept_apart", "leaves_few", "share_a_line", "shown_choices", "shown_groups", "tells", "withholds_count",
]  # fmt: skip
