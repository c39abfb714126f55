package io.callstream.console.call;

import io.callstream.console.web.Json;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the page of one call shows, ready to be written.
 *
 * @param events the call's
 * @param mayRead whether its content is shown to who looks
 * @param gateway where the call can be made again
 * @param underWay whether its end may come while somebody looks
 */
public record CallPage(CallEvents events, boolean mayRead, String gateway, boolean underWay) {
    private static final int LISTED = 40;
    private static final int SHOWN = 64 << 10;

    /**
     * A name and what it is.
     *
     * @param hint more of it
     */
    public record Fact(String name, String value, String hint) {}

    /** A part of the usage. */
    public record Line(String name, String tokens, String cost, boolean strong) {}

    /** An event, and where it stands. */
    public record EventLine(
            String kind, String topic, int partition, long offset, int schema, String arrived, String sequence) {}

    public String id() {
        return events.callId();
    }

    public boolean whole() {
        return events.whole();
    }

    public String outcome() {
        return events.end().map(end -> end.kind().word()).orElse("open");
    }

    public String outcomeText() {
        return outcome().equals("success") ? events.text("finish_reason").orElse("success") : outcome();
    }

    public String problemCode() {
        return events.text("error_code").orElse("");
    }

    public String problem() {
        return events.text("message").orElse("");
    }

    public List<Fact> facts() {
        return CallFacts.facts(events);
    }

    public List<Fact> context() {
        return CallFacts.context(events, mayRead);
    }

    public List<Line> usage() {
        return CallFacts.usage(events);
    }

    public String usageNote() {
        return CallFacts.usageNote(events);
    }

    public Timeline timeline() {
        return Timeline.of(events);
    }

    public Conversation conversation() {
        return mayRead
                ? Conversation.of(events.text("request_body"), events.text("response_body"))
                : Conversation.EMPTY;
    }

    /** What the provider said before it was put into OpenAI's form, or the beginning of that; empty where it was not. */
    public String ownForm() {
        return content("provider_response_body");
    }

    /** What the provider answered instead of doing what it was asked; empty where it did not. */
    public String refusal() {
        String body = content("provider_error_body");
        return Json.parse(body).map(Json::pretty).orElse(body);
    }

    private String content(String column) {
        String text = mayRead ? events.text(column).orElse("") : "";
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " … (the event has all of it)";
    }

    /** Why content is not shown, or not as it was; empty when there is nothing to say. */
    public String contentNote() {
        if (!mayRead) {
            return "Prompts and answers are shown to administrators only.";
        }
        return switch (events.text("capture").orElse("full")) {
            case "none" -> "The bodies of this call were not kept (capture: none).";
            case "reference" ->
                "The bodies are kept elsewhere: " + events.text("request_ref").orElse("?");
            case "shed" ->
                "The bodies were left out when the event was written: it was too large, or the disk budget was used up.";
            default -> events.flag("redacted") ? "Some of it was taken out before it was recorded." : "";
        };
    }

    /** A command that makes the call again, the key being the caller's to fill in; empty where there is none. */
    public String curl() {
        return CurlText.of(events, mayRead, gateway);
    }

    /** The first of them, and the end: of chunks there can be thousands. */
    public List<EventLine> listed() {
        List<CallEvents.Found> all = events.events();
        List<CallEvents.Found> first = all.subList(0, Math.min(LISTED, all.size()));
        Stream<CallEvents.Found> end = events.end().stream().filter(each -> !first.contains(each));
        return Stream.concat(first.stream(), end).map(CallPage::line).toList();
    }

    public int eventsLeftOut() {
        return events.events().size() - listed().size();
    }

    private static EventLine line(CallEvents.Found found) {
        return new EventLine(
                found.kind().word(),
                found.partition().topic(),
                found.partition().partition(),
                found.offset(),
                found.schemaId(),
                found.arrived().toString(),
                found.column("lane").orElse("?") + " · " + found.column("seq").orElse("?"));
    }
}
