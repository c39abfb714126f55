package io.callstream.sink.sentry;

import com.fasterxml.jackson.databind.node.TextNode;
import io.callstream.sink.json.Texts;
import java.nio.charset.StandardCharsets;

/** Cuts texts to what Sentry keeps. It measures JSON, in which a control character takes six bytes and a letter may take three. */
final class Fit {
    /** One entry of {@code extra}. */
    static final int ENTRY = 2_000;
    /** The longest entry that Sentry keeps is 16 KiB. */
    static final int BODY = 16_000;
    /** One of fifty in an entry of its own. */
    static final int TAG = 300;

    private static final int SHORTEST = 16;
    private static final int NAME = 200;

    private Fit() {}

    /** @param most bytes of JSON, quotes included */
    static String text(String text, int most) {
        String cut = Texts.cut(text, most);
        while (bytes(cut) > most && cut.length() > SHORTEST) {
            cut = Texts.cut(text, Math.max(SHORTEST, (int) ((long) cut.length() * most / bytes(cut)) - 1));
        }
        return cut;
    }

    static String name(String name) {
        return text(name, NAME);
    }

    private static int bytes(String text) {
        return TextNode.valueOf(text).toString().getBytes(StandardCharsets.UTF_8).length;
    }
}
