// title: Offices of a person
// description: What a person holds, leads or represents, or did. negated, modality, former and source say how it is
//   put: only a row with false, asserted, false and no source is stated as a fact.
// parameter person: entity(Person); the person
// example: graphkit query offices -p person="Mara Quill"

MATCH (:Entity {id: $person})<-[:SUBJECT]-(c:HoldsOffice|Leads|Represents)-[:OBJECT]->(o:Entity)
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN c.predicate AS relation, o.label AS office, c.negated AS negated, c.modality AS modality, c.former AS former,
  w.label AS source, c.valid_from AS valid_from, c.valid_until AS valid_until, a.published AS published,
  o.id AS office_id, c.id AS claim
ORDER BY relation, office, office_id, a.published_earliest, claim
