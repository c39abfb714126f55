package io.callstream.gateway.credential;

/** Credentials for a provider could not be had. The message is for the operator, and holds none of them. */
public final class CredentialsException extends Exception {
    private static final long serialVersionUID = 1;

    public CredentialsException(String message) {
        super(message, null, false, false);
    }
}
