package io.callstream.sink.slack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.json.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A message: a headline, sections of mrkdwn, facts in two columns and small print. Slack's limits are kept here: 50 blocks, 150 characters
 * of header, 3,000 of a section, ten facts of 2,000, and about 13,000 over all.
 *
 * @param headline plain text
 * @param sections mrkdwn, escaped already
 * @param facts mrkdwn, escaped already
 * @param smallPrint mrkdwn, escaped already; none if empty
 * @param colour of a bar beside all but the headline, such as {@code #E01E5A}; without it there is no bar
 */
record SlackMessage(
        String headline, List<String> sections, List<String> facts, String smallPrint, Optional<String> colour) {
    private static final int HEADER = 150;
    private static final int SECTION = 1_000;
    private static final int SECTIONS = 12;
    private static final int FACTS = 10;
    private static final int FACT = 300;

    SlackMessage {
        sections = sections.stream().limit(SECTIONS).toList();
        facts = facts.stream().limit(FACTS).toList();
    }

    SlackMessage(String headline, List<String> sections, String smallPrint) {
        this(headline, sections, List.of(), smallPrint, Optional.empty());
    }

    /** With blocks, and the headline as what notifications show. */
    byte[] blocks() {
        return json(out -> {
            if (colour.isPresent()) {
                attachment(out, colour.get());
            } else {
                out.writeArrayFieldStart("blocks");
                block(out, "header", "plain_text", Texts.cut(headline, HEADER));
                body(out);
                out.writeEndArray();
            }
        });
    }

    /** The only thing that Slack shows a bar beside. The headline stands above it, as the message's text. */
    private void attachment(JsonGenerator out, String bar) throws IOException {
        out.writeArrayFieldStart("attachments");
        out.writeStartObject();
        out.writeStringField("color", bar);
        out.writeArrayFieldStart("blocks");
        body(out);
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndArray();
    }

    private void body(JsonGenerator out) throws IOException {
        for (String section : sections) {
            block(out, "section", "mrkdwn", Texts.cut(section, SECTION));
        }
        if (!facts.isEmpty()) {
            out.writeStartObject();
            out.writeStringField("type", "section");
            out.writeArrayFieldStart("fields");
            for (String fact : facts) {
                text(out, "mrkdwn", Texts.cut(fact, FACT));
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        if (!smallPrint.isEmpty()) {
            context(out);
        }
    }

    private static void block(JsonGenerator out, String type, String textType, String text) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", type);
        out.writeFieldName("text");
        text(out, textType, text);
        out.writeEndObject();
    }

    private void context(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", "context");
        out.writeArrayFieldStart("elements");
        text(out, "mrkdwn", Texts.cut(smallPrint, SECTION));
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String type, String text) throws IOException {
        out.writeStartObject();
        out.writeStringField("type", type);
        out.writeStringField("text", text);
        out.writeEndObject();
    }

    /** Text alone, for a Slack that does not like the blocks. */
    byte[] plain() {
        return json(out -> {});
    }

    private byte[] json(Body body) {
        return JsonBytes.of(1024, out -> {
            out.writeStartObject();
            out.writeStringField("text", SlackText.escaped(Texts.cut(headline, SECTION)));
            out.writeBooleanField("unfurl_links", false);
            out.writeBooleanField("unfurl_media", false);
            body.write(out);
            out.writeEndObject();
        });
    }

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }
}
