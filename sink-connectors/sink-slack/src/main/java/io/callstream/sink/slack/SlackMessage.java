package io.callstream.sink.slack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.sink.json.JsonBytes;
import io.callstream.sink.json.Texts;
import java.io.IOException;
import java.util.List;

/**
 * A message: a headline, sections of mrkdwn and small print. Slack's limits are kept here: 50 blocks, 150 characters of header, 3,000 of
 * a section, and about 13,000 over all.
 *
 * @param headline plain text
 * @param sections mrkdwn, escaped already
 * @param smallPrint mrkdwn, escaped already; none if empty
 */
record SlackMessage(String headline, List<String> sections, String smallPrint) {
    private static final int HEADER = 150;
    private static final int SECTION = 1_000;
    private static final int SECTIONS = 12;

    SlackMessage {
        sections = sections.stream().limit(SECTIONS).toList();
    }

    /** With blocks, and the headline as what notifications show. */
    byte[] blocks() {
        return json(out -> {
            out.writeArrayFieldStart("blocks");
            block(out, "header", "plain_text", Texts.cut(headline, HEADER));
            for (String section : sections) {
                block(out, "section", "mrkdwn", Texts.cut(section, SECTION));
            }
            if (!smallPrint.isEmpty()) {
                context(out);
            }
            out.writeEndArray();
        });
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
            out.writeStringField("text", SlackText.escaped(headline));
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
