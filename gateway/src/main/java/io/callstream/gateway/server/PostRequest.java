package io.callstream.gateway.server;

import io.callstream.gateway.auth.Admission;
import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.EventExecutor;

/**
 * What was posted.
 *
 * @param body valid until the answer has been given
 * @param admission of whose request it is
 * @param loop the connection's event loop
 */
public record PostRequest(
        String path, HttpHeaders headers, Slice body, Admission.Admitted admission, EventExecutor loop) {}
