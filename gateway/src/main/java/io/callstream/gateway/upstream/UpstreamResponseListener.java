package io.callstream.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Whoever waits for a provider's answer. Called on the event loop, in this order: {@code head}, any number of
 * {@code body}, then {@code end}; or {@code failed} in place of what is missing. Nothing comes after {@code end},
 * {@code failed} or {@link UpstreamCall#cancel()}.
 */
public interface UpstreamResponseListener {
    void head(int status, HttpHeaders headers);

    /** @param bytes valid during the call only; not to be released */
    void body(ByteBuf bytes);

    void end();

    void failed(UpstreamFailure failure);

    /** All that one read brought has been handed over: the time to flush. */
    void readComplete();
}
