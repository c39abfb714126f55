package io.callstream.console.call;

/**
 * What became of a call's end at one account of a sink.
 *
 * @param sink the account
 * @param state delivered, waiting or dead
 * @param detail where it stands, or why it was refused
 */
public record Delivered(String sink, String state, String detail) {
    public String stateText() {
        return switch (state) {
            case "dead" -> "dead letter";
            case "none" -> "not read";
            default -> state;
        };
    }
}
