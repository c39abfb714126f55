package io.callstream.gateway.server;

import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.call.CallHandle;
import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Utf8;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Hands each request to what answers it, and tells an open call what happens to its connection. */
final class Dispatcher extends ChannelInboundHandlerAdapter {
    private static final CallError FOREIGN = new CallError(
            GatewayError.ORIGIN_NOT_ALLOWED,
            "This gateway asks for no key and takes no calls from web pages of other machines: set a key, or name the"
                    + " page's origin in callstream.server.cors.origins.");

    private final LoopServices services;
    private final ClientConnection client;
    private final ConnectionAuthenticator authenticator;
    private final CrossOrigin crossOrigin;
    private final PageHandler desk;

    Dispatcher(
            LoopServices services,
            ClientConnection client,
            ConnectionAuthenticator authenticator,
            CrossOrigin crossOrigin) {
        this.services = services;
        this.client = client;
        this.authenticator = authenticator;
        this.crossOrigin = crossOrigin;
        this.desk = new PageHandler(services.pages(), services.apis(), crossOrigin);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ClientRequest request = (ClientRequest) message;
        if (client.forHealthOnly()) {
            client.closeAfterAnswer();
            page(request, desk.vital(request));
            return;
        }
        Endpoint endpoint = endpoint(services.apis(), request.head());
        if (endpoint == null) {
            page(request, desk.answer(request, authenticator));
        } else if (request.refusal() == null && crossOrigin.refuses(request.headers())) {
            page(request, PageHandler.error(FOREIGN));
        } else {
            client.open(services.calls().begin(asked(endpoint, request), client));
        }
    }

    /** The endpoint that a request calls; null when it is no call. */
    static @Nullable Endpoint endpoint(ClientApis apis, HttpRequest head) {
        return head.method().equals(HttpMethod.POST) ? apis.find(ClientRequest.path(head)) : null;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            client.call().clientWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        CallHandle call = client.call();
        client.open(CallHandle.OVER);
        call.clientGone();
    }

    /** Resets and faults of TLS; an open call hears of it when the channel has closed. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private void page(ClientRequest request, Page page) {
        request.hold().close();
        byte[] forBrowser = crossOrigin.lines(request.headers());
        PageWriter.send(
                client, request, page, new PageWriter.Label(services.calls().newId(), forBrowser));
    }

    private CallRequest asked(Endpoint endpoint, ClientRequest request) {
        HttpHeaders headers = request.headers();
        CallRequest.Origin origin = new CallRequest.Origin(client.ip(), authenticator, crossOrigin.lines(headers));
        return new CallRequest(
                endpoint,
                headers,
                Utf8.withoutMark(request.body()),
                request.form(),
                request.refusal(),
                origin,
                request.hold());
    }
}
