package io.callstream.sink.slack;

import io.callstream.sink.json.Texts;
import org.jspecify.annotations.Nullable;

/** Texts as Slack's mrkdwn wants them. */
final class SlackText {
    private static final int NAME = 100;

    private SlackText() {}

    /** Slack's three control characters; without this a name could mention everybody in the channel. */
    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** A name from an event between backticks, cut if it is long; a dash if there is none. */
    static String code(@Nullable String name) {
        return name == null || name.isEmpty()
                ? "-"
                : '`' + escaped(Texts.cut(name, NAME).replace('`', '\'')) + '`';
    }
}
