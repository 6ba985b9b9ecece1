"""A collection of sample articles made from a seed, with known faults and known disagreements, to try the review side on."""

from core.review.collection.faults import PlantedFault
from core.review.collection.layers import SampleLayer, Slip
from core.review.collection.make import Collection, Planted, make, summary
from core.review.collection.news import SampleArticle
from core.review.collection.write import write

__all__ = ["Collection", "Planted", "PlantedFault", "SampleArticle", "SampleLayer", "Slip", "make", "summary", "write"]
