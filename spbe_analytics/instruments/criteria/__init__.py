"""What a level asks for: the texts of the regulations, one YAML file an instrument, read when somebody asks.

Texts are quoted as printed, each with its document and page. Where none is known, that is said; none is made up.
"""

from spbe_analytics.instruments.criteria.lookup import Rise, absent, general, newest, of, rise, texts
from spbe_analytics.instruments.criteria.model import Criterion, Document, Quote, Texts

__all__ = ["Criterion", "Document", "Quote", "Rise", "Texts", "absent", "general", "newest", "of", "rise", "texts"]
