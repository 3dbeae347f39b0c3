"""The people who sign in: their accounts and roles on record. Pages about accounts are in ``app.accounts``."""
