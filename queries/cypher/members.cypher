// title: Members of a party
// description: Who belongs, or belonged, to a party or body, and who joined it, by each claim that says so. negated,
//   modality, former and source say how it is put: only a row with false, asserted, false and no source is stated as a
//   fact.
// parameter party: entity(Party, Organisation); the party or body
// example: graphkit query members -p party="Meadow Party"

MATCH (:Entity {id: $party})<-[:OBJECT]-(c:MemberOf|Joins)-[:SUBJECT]->(p:Entity)
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN p.label AS person, c.predicate AS relation, c.negated AS negated, c.modality AS modality, c.former AS former,
  w.label AS source, c.valid_from AS valid_from, c.valid_until AS valid_until, a.published AS published,
  p.id AS person_id, c.id AS claim
ORDER BY person, person_id, a.published_earliest, claim
