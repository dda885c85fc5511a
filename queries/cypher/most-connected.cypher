// title: The best connected
// description: Entities by how many others they are tied to by what is stated as a fact. stated counts the claims that
//   say so as a fact; unsure those that are denied, planned, possible, conditional, over, or known by somebody's word
//   alone.
// parameter type: type, optional; only entities of this type
// parameter minimum: integer, default 1; only entities with at least so many neighbours
// example: graphkit query most-connected -p type=Person

MATCH (e:Entity)<-[:SUBJECT|OBJECT]-(c:Claim)
OPTIONAL MATCH (c)-[:SUBJECT|OBJECT]->(n:Entity)
WITH e, c, n, NOT c.negated AND NOT c.former AND c.modality = 'asserted' AND NOT EXISTS { (c)-[:SOURCE]->() } AS plain
WITH e, count(DISTINCT CASE WHEN plain AND n <> e THEN n END) AS neighbours,
  count(DISTINCT CASE WHEN plain THEN c END) AS stated, count(DISTINCT CASE WHEN NOT plain THEN c END) AS unsure,
  collect(DISTINCT c.id) AS ids
WHERE $minimum IS NULL OR neighbours >= $minimum
UNWIND [label IN labels(e) WHERE label <> 'Entity'] AS entity_type
WITH e, entity_type, neighbours, stated, unsure, ids
WHERE $type IS NULL OR entity_type = $type
RETURN e.label AS entity, entity_type, neighbours, stated, unsure, e.id AS entity_id, ids AS claims
ORDER BY neighbours DESC, stated DESC, unsure DESC, entity, entity_id
