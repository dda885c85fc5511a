// title: The best connected
// description: Entities by how many others they are tied to by what is stated as a fact. stated counts the claims that
//   say so as a fact; unsure those that are denied, planned, possible, conditional, over, or known by somebody's word
//   alone.
// parameter type: type, optional; only entities of this type
// parameter minimum: integer, default 1; only entities with at least so many neighbours
// rows: 100
// example: graphkit query most-connected -p type=Person

// who is tied to whom by a plain relationship, between entities
MATCH (e:Entity)
WHERE ($type IS NULL OR $type IN labels(e)) AND EXISTS { (e)<-[:SUBJECT|OBJECT]-() }
CALL (e) {
  OPTIONAL MATCH (e)-[:ACCUSES|ACTS|AGREES|APOLOGISES|APPOINTS|CANDIDATE_FOR|CRITICISES|DEFEATS|DEMANDS|DENIES|
      DISMISSES|ELECTED|HELPS|HOLDS_OFFICE|INVESTIGATES|JOINS|LEADS|LEAVES|MEETS|MEMBER_OF|
      OPPOSES|PART_OF|PROMISES|PROPOSES|PROTESTS|REFUSES|RELATIVE_OF|REPRESENTS|RESIGNS|SAYS|
      SUES|SUPPORTS|WARNS|WORKS_FOR]-(n:Entity)
  WHERE n <> e
  RETURN count(DISTINCT n) AS neighbours
}
WITH e, neighbours WHERE $minimum IS NULL OR neighbours >= $minimum
CALL (e) {
  MATCH (e)<-[:SUBJECT|OBJECT]-(c)
  WITH DISTINCT c
  RETURN count(c) AS all,
    count(CASE WHEN NOT c.negated AND NOT c.former AND c.modality = 'asserted' AND NOT EXISTS { (c)-[:SOURCE]->() }
      THEN 1 END) AS stated
}
UNWIND [label IN labels(e) WHERE label <> 'Entity'] AS entity_type
WITH e, entity_type, neighbours, stated, all - stated AS unsure
WHERE $type IS NULL OR entity_type = $type
ORDER BY neighbours DESC, stated DESC, unsure DESC, e.label, e.id
LIMIT 1000000
RETURN e.label AS entity, entity_type, neighbours, stated, unsure, e.id AS entity_id,
  COLLECT { MATCH (e)<-[:SUBJECT|OBJECT]-(c) RETURN DISTINCT c.id } AS claims
ORDER BY neighbours DESC, stated DESC, unsure DESC, entity, entity_id
