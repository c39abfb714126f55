package io.callstream.gateway.server;

import io.callstream.gateway.api.ClientApis;
import io.callstream.gateway.api.Endpoint;
import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.call.CallHandle;
import io.callstream.gateway.call.CallRequest;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.json.Utf8;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Hands each request to what answers it, and reports to an open call what happens to its connection. */
final class Dispatcher extends ChannelInboundHandlerAdapter {
    private static final CallError FOREIGN = new CallError(
            GatewayError.ORIGIN_NOT_ALLOWED,
            "This gateway asks for no key and takes no calls from web pages of other machines: set a key, or name the"
                    + " page's origin in callstream.server.cors.origins.");

    private final LoopScope scope;
    private final ClientConnection client;
    private final ConnectionAuthenticator authenticator;

    Dispatcher(LoopScope scope, ClientConnection client, ConnectionAuthenticator authenticator) {
        this.scope = scope;
        this.client = client;
        this.authenticator = authenticator;
    }

    /** The services are looked up once: a request sees one configuration, whatever changes while it is answered. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ClientRequest request = (ClientRequest) message;
        LoopServices services = scope.services();
        CrossOrigin crossOrigin = services.crossOrigin();
        PageHandler pages = new PageHandler(services, crossOrigin);
        if (client.forHealthOnly()) {
            client.closeAfterAnswer();
            page(services, request, pages.vital(request));
            return;
        }
        Endpoint endpoint = endpoint(services.apis(), request.head());
        PostPage post = endpoint == null && request.refusal() == null ? services.post(request.head()) : null;
        if (post != null) {
            post(context, services, request, post);
        } else if ((endpoint == null || endpoint.operation().ofResponse()) && services.serves(request)) {
            serve(services, request, endpoint);
        } else if (endpoint == null) {
            page(services, request, pages.answer(request, authenticator));
        } else if (request.refusal() == null && crossOrigin.refuses(request.headers())) {
            page(services, request, pages.error(request, FOREIGN));
        } else {
            call(services, request, endpoint);
        }
    }

    private void call(LoopServices services, ClientRequest request, Endpoint endpoint) {
        client.open(services.calls().begin(asked(endpoint, request, services.crossOrigin()), client));
    }

    private void post(ChannelHandlerContext context, LoopServices services, ClientRequest request, PostPage post) {
        ifAdmitted(
                services,
                request,
                (admitted, open) -> post.answer(
                        new PostRequest(
                                request.path(), request.headers(), request.body(), admitted, context.executor()),
                        open));
    }

    /** @param call what answers in the service's place where that says so */
    private void serve(LoopServices services, ClientRequest request, @Nullable Endpoint call) {
        ServiceCalls calls = new ServiceCalls(services.pages().services(), client.loop());
        ifAdmitted(
                services,
                request,
                (admitted, open) -> calls.answer(request, admitted, page -> {
                    if (page == Page.CALL && call != null) {
                        open.handOver(() -> call(services, request, call));
                    } else {
                        open.accept(page);
                    }
                }));
    }

    private void ifAdmitted(
            LoopServices services, ClientRequest request, BiConsumer<Admission.Admitted, PostedCall> then) {
        Admission admission = authenticator.admit(request.headers());
        PageHandler pages = new PageHandler(services, services.crossOrigin());
        if (services.crossOrigin().refuses(request.headers())) {
            page(services, request, pages.error(request, FOREIGN));
        } else if (admission instanceof Admission.Refused refused) {
            page(services, request, pages.error(request, refused.error()));
        } else if (admission instanceof Admission.Admitted admitted) {
            PostedCall open = new PostedCall(request.hold(), page -> send(services, request, page));
            client.open(open);
            then.accept(admitted, open);
        }
    }

    /** The endpoint that a request calls; null when it is no call. */
    static @Nullable Endpoint endpoint(ClientApis apis, HttpRequest head) {
        return apis.find(head.method().name(), ClientRequest.path(head), RequestTarget.query(head.uri()));
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

    private void page(LoopServices services, ClientRequest request, Page page) {
        request.hold().close();
        send(services, request, page);
    }

    private void send(LoopServices services, ClientRequest request, Page page) {
        byte[] forBrowser = services.crossOrigin().lines(request.headers());
        PageWriter.send(
                client, request, page, new PageWriter.Label(services.calls().newId(), forBrowser));
    }

    private CallRequest asked(Endpoint endpoint, ClientRequest request, CrossOrigin crossOrigin) {
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
