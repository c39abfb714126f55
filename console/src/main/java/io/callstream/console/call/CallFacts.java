package io.callstream.console.call;

import io.callstream.console.web.RecordJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Figures and names of a call, as its page lists them. */
final class CallFacts {
    private static final String[][] CONTEXT = {
        {"Type", "call_type"},
        {"Deployment", "deployment_id"},
        {"Provider model", "model"},
        {"Answered as", "response_model"},
        {"Strategy", "routing_strategy"},
        {"Fallback from", "fallback_from"},
        {"Key", "key_alias"},
        {"Key hash", "key_hash"},
        {"Team", "team_id"},
        {"User", "user_id"},
        {"End user", "end_user"},
        {"Session", "session_id"},
        {"Trace", "trace_id"},
        {"Tags", "tags"},
        {"Metadata", "metadata"},
        {"Parameters", "parameters"},
        {"Prompt", "prompt_id"},
        {"Client", "user_agent"},
        {"Address", "client_ip"},
        {"Gateway", "gateway_id"},
        {"Routes", "routes"},
        {"Left out of", "disabled_callbacks"},
        {"Source", "call_source"}
    };

    private CallFacts() {}

    static List<CallPage.Fact> facts(CallEvents events) {
        List<CallPage.Fact> facts = new ArrayList<>();
        facts.add(fact("Model", events.text("model_group").orElse("–")));
        facts.add(fact("Provider", events.text("provider").orElse("–")));
        facts.add(fact(
                "Duration", events.number("duration_us").map(CallText::micros).orElse("–")));
        facts.add(fact(
                "First byte", events.number("ttft_us").map(CallText::micros).orElse("–")));
        facts.add(fact(
                "Gateway added",
                events.number("gateway_us").map(CallText::micros).orElse("–")));
        facts.add(fact(
                "Tokens", events.number("total_tokens").map(CallText::count).orElse("–")));
        facts.add(fact("Cost", events.number("cost_nano_usd").map(CallText::usd).orElse("–")));
        facts.add(fact("Tries", String.valueOf(events.number("retry_count").orElse(0L) + 1)));
        String started =
                events.text("started_at").or(() -> events.text("event_time")).orElse("–");
        facts.add(new CallPage.Fact("Started (UTC)", started.replaceAll("^.*T|Z$", ""), started));
        return facts;
    }

    private static CallPage.Fact fact(String name, String value) {
        return new CallPage.Fact(name, value, value);
    }

    /** @param content whether columns that hold what was said are among them */
    static List<CallPage.Fact> context(CallEvents events, boolean content) {
        List<CallPage.Fact> facts = new ArrayList<>();
        for (String[] each : CONTEXT) {
            events.main()
                    .filter(main -> content || !RecordJson.isContent(each[1]))
                    .flatMap(main -> main.column(each[1]))
                    .map(CallFacts::words)
                    .filter(text -> !text.isEmpty() && !text.equals("{}"))
                    .ifPresent(text -> facts.add(fact(each[0], text)));
        }
        return facts;
    }

    /** A list of words with commas, a map as JSON. */
    private static String words(Object value) {
        if (value instanceof Collection<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        return value instanceof Map<?, ?> map ? RecordJson.tree(map, true).toString() : value.toString();
    }

    static List<CallPage.Line> usage(CallEvents events) {
        List<CallPage.Line> lines = new ArrayList<>();
        lines.add(line(events, "Prompt", "prompt_tokens", "input_cost_nano_usd"));
        if (events.number("cache_read_tokens").orElse(0L)
                        + events.number("cache_creation_tokens").orElse(0L)
                > 0) {
            lines.add(line(events, "of it read from cache", "cache_read_tokens", "cache_cost_nano_usd"));
            lines.add(line(events, "of it written to cache", "cache_creation_tokens", ""));
        }
        lines.add(line(events, "Completion", "completion_tokens", "output_cost_nano_usd"));
        if (events.number("reasoning_tokens").orElse(0L) > 0) {
            lines.add(line(events, "of it reasoning", "reasoning_tokens", ""));
        }
        lines.add(new CallPage.Line(
                "Total",
                events.number("total_tokens").map(CallText::count).orElse("–"),
                events.number("cost_nano_usd").map(CallText::usd).orElse("–"),
                true));
        return lines;
    }

    private static CallPage.Line line(CallEvents events, String name, String tokens, String cost) {
        return new CallPage.Line(
                name,
                events.number(tokens).map(CallText::count).orElse("–"),
                cost.isEmpty() ? "" : events.number(cost).map(CallText::usd).orElse("–"),
                false);
    }

    static String usageNote(CallEvents events) {
        Optional<String> source = events.text("usage_source").map(word -> switch (word) {
            case "provider" -> "as the provider reported";
            case "counted" -> "counted by the gateway";
            default -> "not known";
        });
        String prices = events.text("price_version")
                .map(version -> "; prices: " + version)
                .orElse("");
        String saved = events.number("saved_cost_nano_usd")
                .map(cost -> "; the cache saved " + CallText.usd(cost))
                .orElse("");
        return source.map(text -> "Tokens " + text + prices + saved).orElse("");
    }
}
