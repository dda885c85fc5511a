// title: Who criticises whom
// description: How often who speaks ill of whom or of what, most often first. Claims are counted apart by how they are
//   put (negated, modality, former, source): only a row with false, asserted, false and no source counts what is
//   stated as a fact. Where no entity is criticised but a deed or a matter, it is given in the article's words and has
//   no id.
// parameter who: entity, optional; only where this one criticises
// parameter whom: entity, optional; only where this one is criticised
// parameter minimum: integer, default 1; only pairs with at least so many claims of a kind
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query who-criticises-whom -p minimum=2

MATCH (s:Entity)<-[:SUBJECT]-(c:Criticises)-[:FROM_ARTICLE]->(a:Article)
WHERE ($who IS NULL OR s.id = $who)
  AND ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
WITH s, c, o
WHERE $whom IS NULL OR o.id = $whom
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
WITH s, o, coalesce(o.label, t.content) AS criticised, c.negated AS negated, c.modality AS modality,
  c.former AS former, w.label AS source, collect(DISTINCT c.id) AS ids
WITH *, size(ids) AS count
WHERE $minimum IS NULL OR count >= $minimum
RETURN s.label AS critic, criticised, count, negated, modality, former, source, s.id AS critic_id,
  o.id AS criticised_id, ids AS claims
ORDER BY count DESC, critic, criticised IS NOT NULL, criticised, critic_id, criticised_id IS NOT NULL, criticised_id,
  negated, modality, former, source IS NOT NULL, source
LIMIT 1000000
