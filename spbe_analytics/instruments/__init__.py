"""The regulations as data: one YAML file an instrument, and the model that reads them."""

from spbe_analytics.instruments.catalogue import Catalogue, instruments
from spbe_analytics.instruments.model import Instrument, Node, Predicate

__all__ = ["Catalogue", "Instrument", "Node", "Predicate", "instruments"]
