// title: Everything said about somebody or something
// description: A timeline of the claims that name an entity: as the one who acts, as the one acted on, as the source,
//   or in what is said. Ordered by when it holds, where the article says so, else by when the article was published;
//   claims without any date come last. negated, modality, former and source say how it is put: only a row with false,
//   asserted, false and no source is stated as a fact.
// parameter entity: entity; the person, party, body, place, office, event or document
// parameter predicate: predicate, optional; only claims of this predicate
// parameter since: date(start), optional; only articles published on this day or later (YYYY, YYYY-MM or YYYY-MM-DD)
// parameter until: date(end), optional; only articles published on this day or before
// example: graphkit query claims-about -p entity="Mara Quill" -p since=2025

MATCH (e:Entity {id: $entity})
CALL (e) {
  MATCH (e)<-[:SUBJECT|OBJECT|SOURCE]-(c:Claim) RETURN c
  UNION
  MATCH (e)<-[:CONCERNS]-(:Act)<-[:CONTENT]-(c:Claim) RETURN c
}
MATCH (s:Entity)<-[:SUBJECT]-(c)-[:FROM_ARTICLE]->(a:Article)
WHERE ($predicate IS NULL OR c.predicate = $predicate)
  AND ($since IS NULL OR a.published_latest >= date($since))
  AND ($until IS NULL OR a.published_earliest <= date($until))
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN a.published AS published, s.label AS subject, c.predicate AS predicate_name, o.label AS object,
  t.content AS content, c.negated AS negated, c.modality AS modality, c.former AS former, w.label AS source,
  c.valid_from AS valid_from, c.valid_until AS valid_until, c.quote AS quote, s.id AS subject_id, o.id AS object_id,
  c.id AS claim
ORDER BY coalesce(c.from_earliest, a.published_earliest), a.id, c.start, claim
