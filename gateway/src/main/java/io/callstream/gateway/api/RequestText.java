package io.callstream.gateway.api;

/** A text of a request that was written for the model, and the role of the message that it stands in. */
public record RequestText(String role, String text) {
    /** Says the length only: the text is what somebody asks a model. */
    @Override
    public String toString() {
        return "RequestText[" + role + ", " + text.length() + " characters]";
    }
}
