package io.callstream.sink.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a sink and a real server on this machine, and breaks the connection in the ways a network can. */
public final class TcpProxy implements AutoCloseable {
    /** What the proxy does with connections. */
    public enum Mode {
        /** Hands everything on. */
        PASS,
        /** Drops connections as soon as they come. */
        REFUSE,
        /** Takes what the client says and lets no answer through. */
        STALL,
        /** Drops the connection when the answer begins. */
        CUT
    }

    private final ServerSocket listener;
    private final InetSocketAddress target;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> new Thread(task, "fake-tcp-proxy"));
    private volatile Mode mode = Mode.PASS;

    private TcpProxy(ServerSocket listener, InetSocketAddress target) {
        this.listener = listener;
        this.target = target;
    }

    /** Starts on a free port of the loopback address. */
    public static TcpProxy before(int targetPort) {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            TcpProxy proxy =
                    new TcpProxy(new ServerSocket(0, 50, loopback), new InetSocketAddress(loopback, targetPort));
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Changes what happens from now on; refusing also drops the connections there are. */
    public void set(Mode next) {
        mode = next;
        if (next == Mode.REFUSE) {
            dropAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // The client has gone, or close() ends the loop.
            }
        }
    }

    private void serve(Socket client) throws IOException {
        if (mode == Mode.REFUSE) {
            client.close();
            return;
        }
        Socket server = new Socket(target.getAddress(), target.getPort());
        open.add(client);
        open.add(server);
        threads.execute(() -> pump(client, server, false));
        threads.execute(() -> pump(server, client, true));
    }

    private void pump(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (answers && mode == Mode.CUT) {
                    return;
                }
                if (!answers || mode != Mode.STALL) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            // One side has gone; closing both is the answer.
        }
    }

    private void dropAll() {
        for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
            closeQuietly(socket);
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(listener);
        dropAll();
        threads.shutdownNow();
    }
}
