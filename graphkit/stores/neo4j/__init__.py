"""Graphs on a Neo4j server: ``neo4j://``, ``neo4j+s://``, ``bolt://`` and ``bolt+s://`` addresses.

    (:Article {id, title, address, publisher, authors, published, published_earliest, published_latest, text,
               documents, languages})
    (:Entity:Person {id, label, aliases})                      one further label for each type; as all articles name it
    (:Article)-[:MENTIONS {type, label, aliases}]->(:Entity)   as this article names it
    (:Claim:Refuses {id, predicate, verb, negated, modality, former, confidence, start, end, quote, extractor,
                     trigger, subject_span, object_span, content_span,
                     valid_from, from_earliest, from_latest, valid_until, until_earliest, until_latest})
    (:Act {id, content})
    (:Claim)-[:SUBJECT]->(:Entity)  (:Claim)-[:OBJECT]->(:Entity)  (:Claim)-[:CONTENT]->(:Act)
    (:Claim)-[:SOURCE]->(:Entity)   (:Claim)-[:FROM_ARTICLE]->(:Article)
    (:Act)-[:CONCERNS]->(:Entity)   (:Act)-[:FROM_ARTICLE]->(:Article)
    (:Entity)-[:REFUSES {claims}]->(:Entity or :Act)           the plain relationship, derived; ids of its claims

Dates stand twice: as the article gives them (text: ``2031``, ``2031-05``), and as two Neo4j dates, their bounds. Spans
are lists of two numbers. What is unknown is absent.
"""
