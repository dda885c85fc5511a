// title: Where a claim comes from
// description: The articles and publishers that say what a claim says: the claim itself first, then every other claim
//   of the same subject, predicate and target (or the same words, where the target is a deed), including those that
//   deny it. negated, modality, former and source say how it is put: only a row with false, asserted, false and no
//   source is stated as a fact.
// parameter of: claim; the id of the claim, as the other questions give it
// example: graphkit query sources -p of=ID

MATCH (of:Claim {id: $of})-[:SUBJECT]->(s:Entity)
OPTIONAL MATCH (of)-[:OBJECT]->(same:Entity)
OPTIONAL MATCH (of)-[:CONTENT]->(words:Act)
MATCH (s)<-[:SUBJECT]-(c:Claim)
WHERE c.predicate = of.predicate
OPTIONAL MATCH (c)-[:OBJECT]->(o:Entity)
OPTIONAL MATCH (c)-[:CONTENT]->(t:Act)
WITH of, c, same, words, o, t
WHERE c = of OR (coalesce(o.id, '') = coalesce(same.id, '')
  AND toLower(coalesce(t.content, '')) = toLower(coalesce(words.content, '')))
MATCH (c)-[:FROM_ARTICLE]->(a:Article)
OPTIONAL MATCH (c)-[:SOURCE]->(w:Entity)
RETURN a.publisher AS publisher, a.title AS title, a.published AS published, a.address AS address,
  c.negated AS negated, c.modality AS modality, c.former AS former, w.label AS source, c.confidence AS confidence,
  c.quote AS quote, a.documents[0] AS document, a.id AS article, c.id AS claim
ORDER BY c <> of, a.published_earliest, publisher IS NOT NULL, publisher, article, claim
