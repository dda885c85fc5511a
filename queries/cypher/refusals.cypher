// title: Who refused what, asked by whom
// description: Each refusal with the deed refused, in the article's words, or the entity refused. asked_by is who
//   demanded it: a demand of the same article that is put to the one who refuses, in the same words or in the same
//   sentence, and is not denied; demand is its claim, and demand_source who alone reports it. negated, modality,
//   former and source say how it is put: only a row with false, asserted, false and no source is stated as a fact.
// parameter who: entity, optional; only refusals of this one
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query refusals -p who="Bernard Lisle"

MATCH (s:Entity)<-[:SUBJECT]-(c:Refuses)-[:FROM_ARTICLE]->(a:Article)
WHERE ($who IS NULL OR s.id = $who)
  AND ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
// first which rows there are and in what order, so that a limit spares the rest
WITH s, c, a
ORDER BY s.label, s.id, a.published_earliest, a.id, c.start, c.id
LIMIT 1000000
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
// a demand of the same article that stands beside it or asks for the same
OPTIONAL MATCH (s)<-[:OBJECT]-(d:Demands {negated: false, modality: 'asserted', former: false})-[:FROM_ARTICLE]->(a)
WHERE (d.start < c.end AND c.start < d.end)
  OR EXISTS { (d)-[:CONTENT]->(x:Act) WHERE toLower(x.content) = toLower(t.content) }
OPTIONAL MATCH (d)-[:SUBJECT]->(k:Entity)
OPTIONAL MATCH (d)-[:SOURCE]->(v:Entity)
RETURN s.label AS refuser, t.content AS content, o.label AS object, k.label AS asked_by, c.negated AS negated,
  c.modality AS modality, c.former AS former, w.label AS source, v.label AS demand_source, a.published AS published,
  s.id AS refuser_id, o.id AS object_id, k.id AS asked_by_id, c.id AS claim, d.id AS demand
ORDER BY refuser, refuser_id, a.published_earliest, a.id, c.start, claim, asked_by, demand
