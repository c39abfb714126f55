package io.callstream.sink.slack;

import io.callstream.sink.json.Texts;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts as Slack's mrkdwn wants them. */
final class SlackText {
    private static final int NAME = 100;

    private SlackText() {}

    /** Slack's three control characters; without this a name could mention everybody in the channel. */
    static String escaped(String text) {
        return printable(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Control characters and marks that turn the direction of writing are shown by their number: nothing hides behind them. */
    private static String printable(String text) {
        return text.codePoints().noneMatch(SlackText::isHidden)
                ? text
                : text.codePoints()
                        .mapToObj(sign -> isHidden(sign) ? String.format("\\u%04x", sign) : Character.toString(sign))
                        .collect(Collectors.joining());
    }

    private static boolean isHidden(int sign) {
        int type = Character.getType(sign);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.SURROGATE;
    }

    /** A name from an event between backticks, cut if it is long; a dash if there is none. */
    static String code(@Nullable String name) {
        return name == null || name.isEmpty()
                ? "-"
                : '`' + escaped(Texts.cut(name, NAME).replace('`', '\'')) + '`';
    }
}
