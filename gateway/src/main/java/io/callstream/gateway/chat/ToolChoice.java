package io.callstream.gateway.chat;

/** Whether the model may, must or must not wish for tools. */
public sealed interface ToolChoice {
    /** The request does not say. */
    ToolChoice UNSAID = new Unsaid();

    ToolChoice AUTO = new Auto();
    ToolChoice NONE = new None();
    ToolChoice REQUIRED = new Required();

    record Unsaid() implements ToolChoice {}

    record Auto() implements ToolChoice {}

    record None() implements ToolChoice {}

    record Required() implements ToolChoice {}

    record Named(String tool) implements ToolChoice {}
}
