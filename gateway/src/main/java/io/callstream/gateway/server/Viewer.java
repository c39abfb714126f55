package io.callstream.gateway.server;

import io.callstream.gateway.identity.Grant;
import io.netty.handler.codec.http.HttpHeaders;

/**
 * Who asks for a page.
 *
 * @param grant what the caller may do
 * @param headers of the request
 */
public record Viewer(Grant grant, HttpHeaders headers) {}
