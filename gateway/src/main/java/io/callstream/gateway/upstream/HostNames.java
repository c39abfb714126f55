package io.callstream.gateway.upstream;

import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Resolves host names away from the event loops, because the platform's resolver blocks; the platform also caches.
 * Addresses written as numbers need no resolver.
 */
final class HostNames {
    private final ExecutorService background;
    private final Lookup lookup;

    HostNames(ExecutorService background) {
        this(background, InetAddress::getAllByName);
    }

    HostNames(ExecutorService background, Lookup lookup) {
        this.background = background;
        this.lookup = lookup;
    }

    /** Asks a resolver, and waits for its answer. */
    interface Lookup {
        /** At least one address. */
        InetAddress[] all(String host) throws UnknownHostException;
    }

    /** The future completes on the loop, with at least one address. */
    Future<List<InetAddress>> resolve(String host, EventLoop loop) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        Promise<List<InetAddress>> promise = loop.newPromise();
        if (literal != null) {
            return literal(literal, promise);
        }
        try {
            background.execute(() -> look(host, promise));
        } catch (RejectedExecutionException e) { // the process is ending
            promise.setFailure(e);
        }
        return promise;
    }

    /** Whatever happens, somebody waits for an end. */
    private void look(String host, Promise<List<InetAddress>> promise) {
        try {
            promise.setSuccess(List.of(lookup.all(host)));
        } catch (UnknownHostException | RuntimeException e) {
            promise.setFailure(e);
        }
    }

    private static Future<List<InetAddress>> literal(byte[] address, Promise<List<InetAddress>> promise) {
        try {
            return promise.setSuccess(List.of(InetAddress.getByAddress(address)));
        } catch (UnknownHostException e) {
            return promise.setFailure(e);
        }
    }
}
