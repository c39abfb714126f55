package io.callstream.console.sinks;

import io.callstream.console.web.Exchange;
import io.callstream.console.web.Json;
import io.callstream.console.web.Pages;
import io.callstream.console.web.Reply;
import io.callstream.console.web.Route;
import io.callstream.console.web.WebException;
import io.callstream.settings.KafkaSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /sinks}: how they are doing, and their dead letters. */
public final class SinkPages {
    private final SinkBoard board;
    private final Letters letters;
    private final Pages pages;

    public SinkPages(SinkBoard board, KafkaSettings kafka, SinkAccess sinks, Pages pages) {
        this.board = board;
        this.letters = new Letters(kafka, sinks);
        this.pages = pages;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(
                        "/sinks",
                        exchange -> pages.page(exchange, "sinks", new Pages.Title("Sinks", "sinks"), Map.of())),
                Route.get("/sinks-table", this::table),
                Route.post("/sinks/{sink}/resume", exchange -> {
                    board.resume(exchange.place("sink"));
                    return table(exchange);
                }),
                Route.get("/sinks/{sink}/letters", this::letters),
                Route.post("/sinks/{sink}/letters/{number}/replay", exchange -> after(exchange, replayed(exchange))),
                Route.post("/sinks/{sink}/letters/{number}/discard", exchange -> after(exchange, discarded(exchange))),
                Route.get("/api/sinks", exchange -> Json.reply(Json.tree(board.rows()))),
                Route.post("/api/sinks/{sink}/resume", exchange -> {
                    board.resume(exchange.place("sink"));
                    return json(Optional.empty());
                }),
                Route.get("/api/sinks/{sink}/letters", exchange -> Json.reply(Json.tree(lines(exchange)))),
                Route.post("/api/sinks/{sink}/letters/{number}/replay", exchange -> json(replayed(exchange))),
                Route.post("/api/sinks/{sink}/letters/{number}/discard", exchange -> json(discarded(exchange))));
    }

    private Reply table(Exchange exchange) {
        return pages.part(
                "part/sinks",
                Map.of("sinks", board.rows(), "admin", exchange.viewer().admin()));
    }

    private List<LetterLine> lines(Exchange exchange) {
        return letters.open(exchange.place("sink")).stream().map(LetterLine::of).toList();
    }

    private Reply letters(Exchange exchange) {
        String sink = exchange.place("sink");
        return pages.page(
                exchange,
                "letters",
                new Pages.Title("Dead letters of " + sink, "sinks"),
                Map.of("sink", sink, "letters", lines(exchange)));
    }

    private static long number(Exchange exchange) {
        try {
            return Long.parseLong(exchange.place("number"));
        } catch (NumberFormatException e) {
            throw WebException.wrong("'" + exchange.place("number") + "' is no number of a letter");
        }
    }

    private Optional<String> replayed(Exchange exchange) throws InterruptedException {
        return letters.replay(exchange.place("sink"), number(exchange));
    }

    private Optional<String> discarded(Exchange exchange) {
        letters.discard(exchange.place("sink"), number(exchange));
        return Optional.empty();
    }

    private static Reply json(Optional<String> trouble) {
        return trouble.map(text -> Json.error(409, text))
                .orElseGet(() -> Json.reply(Json.object().put("done", true)));
    }

    /** The rows that are left, and what went wrong. */
    private Reply after(Exchange exchange, Optional<String> trouble) {
        if (trouble.isPresent()) {
            throw new WebException(409, trouble.get());
        }
        return pages.part(
                "part/letters",
                Map.of(
                        "sink", exchange.place("sink"),
                        "letters", lines(exchange),
                        "admin", exchange.viewer().admin()));
    }
}
