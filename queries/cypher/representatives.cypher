// title: Representatives of a constituency
// description: Who was elected for a constituency, a state or a region. negated, modality, former and source say how
//   it is put: only a row with false, asserted, false and no source is stated as a fact.
// parameter constituency: entity(Constituency, Place); the constituency or place
// example: graphkit query representatives -p constituency="Wexmoor"

MATCH (:Entity {id: $constituency})<-[:OBJECT]-(c:Represents)-[:SUBJECT]->(p:Entity)
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN p.label AS person, c.negated AS negated, c.modality AS modality, c.former AS former, w.label AS source,
  c.valid_from AS valid_from, c.valid_until AS valid_until, a.published AS published, p.id AS person_id, c.id AS claim
ORDER BY person, person_id, a.published_earliest, claim
