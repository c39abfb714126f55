package io.callstream.hook;

/**
 * One text of a request that a person or a program wrote for the model: a message's content or a part of it, a prompt, an
 * input.
 *
 * @param index place among the request's texts, from 0
 * @param role of the message that it stands in; {@code user} for a prompt or an input
 */
public record MessageText(int index, String role, String text) {
    /** Says the length only: the text is what somebody asks a model. */
    @Override
    public String toString() {
        return "MessageText[" + index + ", " + role + ", " + text.length() + " characters]";
    }
}
