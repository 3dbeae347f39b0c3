"""The demo partnership "Soar Valley": invented people, and a record made by running the product for them."""

from __future__ import annotations
