"""``graphkit extract``: claims as JSON lines, without a store."""

from __future__ import annotations

import click

from graphkit.cli.failures import FAILED
from graphkit.cli.options import output_option
from graphkit.cli.output import open_output
from graphkit.cli.reading import least_confidence, read_articles, reading_options
from graphkit.cli.rejections import rejects_option, rejects_to
from graphkit.cli.terminal import plural, progress, say


@click.command("extract")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@reading_options
@rejects_option
@click.option("--claims-only", is_flag=True, help="Leave out the lines of the articles, which an import needs.")
@click.option("--mentions", is_flag=True, help="Print every mention with the entity that it stands for, not claims.")
@output_option()
@click.pass_context
def command(
    context: click.Context,
    sources: tuple[str, ...],
    form: str | None,
    encoding: str | None,
    max_size: float,
    model: str | None,
    workers: int,
    rejects: str,
    claims_only: bool,
    mentions: bool,
    resolver: str | None,
    precision: float | None,
    recall: float | None,
    output: str,
) -> None:
    """Read articles and print their claims as JSON lines, without a store.

    SOURCE is a file or folder of articles, or - for standard input. Before its claims, each article has a line of its
    own (with "predicate": null), so that the output can be imported. Exit code 1 if some articles were rejected.

    \b
    Examples:
      graphkit extract article.txt
      graphkit extract articles/ --workers 2 -o claims.jsonl
      cat article.html | graphkit extract --format html -
      graphkit extract article.txt --mentions
      graphkit extract article.txt --precision .85
    """
    from graphkit.records import article_record, claim_record, dumps

    if mentions and claims_only:
        raise click.UsageError("--mentions prints no claims: leave out --claims-only")
    if mentions and workers > 1:
        raise click.UsageError("--mentions works in one process: leave out --workers")
    least = least_confidence(precision, recall)
    articles = claims = 0
    with progress() as bar, rejects_to(rejects, bar) as rejected, open_output(output) as stream:
        import graphkit_loaders

        read = read_articles(sources, form=form, encoding=encoding, max_size=max_size, on_reject=rejected)
        if mentions:
            for article, meant in graphkit_loaders.mentions(read, model=model, resolver=resolver):
                for reference in meant:
                    line = reference.record(article.document)
                    stream.write(dumps(line).encode("utf-8", "surrogatepass") + b"\n")
                articles += 1
                claims += len(meant)
                bar.show(articles, {"articles": articles, "mentions": claims, "rejected": rejected.count})
            read = iter(())
        for article, found in graphkit_loaders.extract(read, model=model, workers=workers, resolver=resolver):
            found = [claim for claim in found if claim.confidence >= least]
            if not claims_only:
                stream.write(dumps(article_record(article, found)).encode("utf-8", "surrogatepass") + b"\n")
            for claim in found:
                stream.write(dumps(claim_record(claim, article.document)).encode("utf-8", "surrogatepass") + b"\n")
            articles += 1
            claims += len(found)
            bar.show(articles, {"articles": articles, "claims": claims, "rejected": rejected.count})
    counted = plural(claims, "mention" if mentions else "claim")
    say(f"{plural(articles, 'article')}, {counted}, {rejected.count} rejected, {bar.seconds:.1f} s")
    rejected.tell()
    if rejected.count:
        context.exit(FAILED)
