package io.callstream.gateway.chat;

import io.callstream.json.JsonValue;

/** What the answer has to be. */
public sealed interface OutputFormat {
    OutputFormat TEXT = new PlainText();
    OutputFormat JSON = new AnyJson();

    record PlainText() implements OutputFormat {}

    record AnyJson() implements OutputFormat {}

    record Schema(String name, JsonValue.Obj schema, boolean strict) implements OutputFormat {}
}
