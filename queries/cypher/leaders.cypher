// title: Leaders of parties and bodies
// description: Who leads, or led, which party or body. negated, modality, former and source say how it is put: only a
//   row with false, asserted, false and no source is stated as a fact.
// parameter of: entity(Party, Organisation), optional; only the leaders of this one
// example: graphkit query leaders -p of="Meadow Party"

MATCH (p:Entity)<-[:SUBJECT]-(c:Leads)-[:OBJECT]->(o:Entity)
WHERE $of IS NULL OR o.id = $of
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
// first which rows there are and in what order, so that a limit spares the rest
WITH p, c, o, a
ORDER BY o.label, o.id, p.label, p.id, a.published_earliest, c.id
LIMIT 1000000
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN p.label AS person, o.label AS leads, c.negated AS negated, c.modality AS modality, c.former AS former,
  w.label AS source, c.valid_from AS valid_from, c.valid_until AS valid_until, a.published AS published,
  p.id AS person_id, o.id AS leads_id, c.id AS claim
ORDER BY leads, leads_id, person, person_id, a.published_earliest, claim
