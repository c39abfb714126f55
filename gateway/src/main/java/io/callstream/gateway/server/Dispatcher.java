package io.callstream.gateway.server;

import io.callstream.gateway.auth.Doorkeeper;
import io.callstream.gateway.exchange.CallRequest;
import io.callstream.gateway.exchange.OpenCall;
import io.callstream.gateway.provider.Api;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/** Hands each request to what answers it, and tells an open call what happens to its connection. */
final class Dispatcher extends ChannelInboundHandlerAdapter {
    private final LoopServices services;
    private final ClientConnection client;
    private final Doorkeeper doorkeeper;
    private final PageDesk desk;

    Dispatcher(LoopServices services, ClientConnection client, Doorkeeper doorkeeper) {
        this.services = services;
        this.client = client;
        this.doorkeeper = doorkeeper;
        this.desk = new PageDesk(services.pages());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ClientRequest request = (ClientRequest) message;
        Api api = api(request.head());
        if (api == null) {
            request.hold().close();
            PageWriter.send(client, request, desk.answer(request, doorkeeper));
        } else {
            client.open(services.calls().begin(asked(api, request), client));
        }
    }

    /** The endpoint that a request calls; null when it is no call. */
    static @Nullable Api api(HttpRequest head) {
        return head.method().equals(HttpMethod.POST) ? Api.find(ClientRequest.path(head)) : null;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            client.call().clientWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        OpenCall call = client.call();
        client.open(OpenCall.OVER);
        call.clientGone();
    }

    /** Resets and faults of TLS; an open call hears of it when the channel has closed. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private CallRequest asked(Api api, ClientRequest request) {
        CallRequest.Origin origin = new CallRequest.Origin(client.ip(), doorkeeper);
        return new CallRequest(
                api,
                request.head().headers(),
                request.body(),
                request.form(),
                request.refusal(),
                origin,
                request.hold());
    }
}
