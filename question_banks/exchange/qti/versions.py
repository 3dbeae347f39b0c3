"""What tells the versions of QTI that we write apart: their names for themselves."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Version:
    """A version of QTI. ``title`` is for people; ``kinds`` begins the types of a manifest's resources."""

    title: str
    namespace: str
    manifest: str
    schema: str
    schema_version: str
    kinds: str
    templates: str
    is_3: bool = False

    def template(self, name: str) -> str:
        """The address of a standard response processing template."""
        return f"{self.templates}{name}{'.xml' if self.is_3 else ''}"

    def kind(self, noun: str) -> str:
        """The type of a resource: "item", "test" or "stimulus"."""
        return f"imsqti_{noun}_xml{self.kinds}"


V21 = Version(
    title="QTI 2.1",
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p1",
    manifest="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.1 Package",
    schema_version="1.0.0",
    kinds="v2p1",
    templates="http://www.imsglobal.org/question/qti_v2p1/rptemplates/",
)
V22 = Version(
    title="QTI 2.2",
    namespace="http://www.imsglobal.org/xsd/imsqti_v2p2",
    manifest="http://www.imsglobal.org/xsd/imscp_v1p1",
    schema="QTIv2.2 Package",
    schema_version="1.0.0",
    kinds="v2p2",
    templates="http://www.imsglobal.org/question/qti_v2p2/rptemplates/",
)
V3 = Version(
    title="QTI 3.0",
    namespace="http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
    manifest="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1",
    schema="QTI Package",
    schema_version="3.0.0",
    kinds="v3p0",
    templates="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/",
    is_3=True,
)
