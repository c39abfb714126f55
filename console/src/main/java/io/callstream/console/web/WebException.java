package io.callstream.console.web;

/** A request that is not done, with the status that says so and a line for whoever made it. */
public final class WebException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    public WebException(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** What it says, which is never null. */
    public String words() {
        return String.valueOf(getMessage());
    }

    public static WebException wrong(String message) {
        return new WebException(400, message);
    }

    public static WebException missing(String message) {
        return new WebException(404, message);
    }
}
