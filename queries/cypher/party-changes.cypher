// title: Who changed party
// description: Persons who joined or left a party, were its members once, or are said to be members of more than one,
//   by each claim that says so, in the order of time as far as it is known. negated, modality, former and source say
//   how it is put: only a row with false, asserted, false and no source is stated as a fact.
// parameter who: entity(Person), optional; only this person
// parameter of: entity(Party), optional; only changes to or out of this party
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query party-changes -p who="Mara Quill"

CALL () {
  MATCH (c:Joins|Leaves) RETURN c
  UNION
  MATCH (c:MemberOf) WHERE c.former RETURN c
  UNION
  MATCH (m:Entity)<-[:SUBJECT]-(x:MemberOf)-[:OBJECT]->(p:Party) WHERE NOT x.negated
  WITH m, count(DISTINCT p) AS parties WHERE parties > 1
  MATCH (m)<-[:SUBJECT]-(c:MemberOf) RETURN c
}
MATCH (s:Person)<-[:SUBJECT]-(c)-[:OBJECT]->(o:Party)
WHERE ($who IS NULL OR s.id = $who) AND ($of IS NULL OR o.id = $of)
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
WHERE ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
// first which rows there are and in what order, so that a limit spares the rest
WITH s, c, o, a
ORDER BY s.label, s.id, coalesce(c.from_earliest, a.published_earliest), a.id, c.predicate, o.label, c.id
LIMIT 1000000
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN s.label AS person, c.predicate AS change, o.label AS party, c.negated AS negated, c.modality AS modality,
  c.former AS former, w.label AS source, c.valid_from AS valid_from, c.valid_until AS valid_until,
  a.published AS published, s.id AS person_id, o.id AS party_id, c.id AS claim
ORDER BY person, person_id, coalesce(c.from_earliest, a.published_earliest), a.id, change, party, claim
