package io.callstream.gateway.cache;

/**
 * What an answer is kept under: a hash of all that decides what is answered, and of who may share it.
 *
 * @param namespace empty for none
 * @param hash 64 hex digits
 */
public record AnswerKey(String namespace, String hash) {
    /** The name as clients get it, and as it stands in Redis. */
    public String text() {
        return namespace.isEmpty() ? hash : namespace + ":" + hash;
    }
}
