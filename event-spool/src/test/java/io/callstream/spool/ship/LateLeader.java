package io.callstream.spool.ship;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/**
 * Stands before a broker and makes it one that is told late which partitions it leads, as happens after a topic was
 * made: the first request to produce is refused, and those behind it are taken.
 *
 * <p>Listens on the broker's port at {@link #HOST}, which the broker has to advertise.
 */
final class LateLeader implements AutoCloseable {
    /** A second address of this machine's own. */
    static final String HOST = "127.0.0.2";

    private static final String BROKER = "127.0.0.1";
    /** How long a producer gets to send its next request before it hears about the first one. */
    private static final int PATIENCE_MILLIS = 2_000;

    private final ServerSocket server = new ServerSocket();
    private final AtomicBoolean refused = new AtomicBoolean();
    private final int port;

    private LateLeader(int port) throws IOException {
        this.port = port;
        server.bind(new InetSocketAddress(HOST, port));
    }

    static LateLeader before(int port) throws IOException {
        LateLeader leader = new LateLeader(port);
        daemon(leader::accept);
        return leader;
    }

    boolean hasRefused() {
        return refused.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket broker = new Socket(BROKER, port);
            daemon(() -> passRequests(client, broker));
            daemon(() -> passAnswers(client, broker));
        }
    }

    private static void passAnswers(Socket client, Socket broker) throws IOException {
        try (client;
                broker) {
            broker.getInputStream().transferTo(client.getOutputStream());
        }
    }

    private void passRequests(Socket client, Socket broker) throws IOException {
        try (client;
                broker) {
            DataInputStream requests = new DataInputStream(client.getInputStream());
            while (true) {
                byte[] request = read(requests);
                if (isProduce(request) && refused.compareAndSet(false, true)) {
                    Optional<byte[]> behind = readSoon(client, requests);
                    refuse(request, client.getOutputStream());
                    if (behind.isPresent()) {
                        write(behind.get(), broker.getOutputStream());
                    }
                } else {
                    write(request, broker.getOutputStream());
                }
            }
        }
    }

    private static boolean isProduce(byte[] request) {
        return ByteBuffer.wrap(request).getShort() == ApiKeys.PRODUCE.id;
    }

    private static Optional<byte[]> readSoon(Socket client, DataInputStream requests) throws IOException {
        client.setSoTimeout(PATIENCE_MILLIS);
        try {
            return Optional.of(read(requests));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } finally {
            client.setSoTimeout(0);
        }
    }

    private static void refuse(byte[] request, OutputStream client) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(request);
        RequestHeader header = RequestHeader.parse(bytes);
        short version = header.apiVersion();
        var refusal = ProduceRequest.parse(new ByteBufferAccessor(bytes), version)
                .getErrorResponse(0, new NotLeaderOrFollowerException("told late"));
        var answering = header.toResponseHeader();
        write(
                RequestUtils.serialize(answering.data(), answering.headerVersion(), refusal.data(), version)
                        .array(),
                client);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readInt()];
        in.readFully(message);
        return message;
    }

    private static void write(byte[] message, OutputStream out) throws IOException {
        out.write(ByteBuffer.allocate(Integer.BYTES + message.length)
                .putInt(message.length)
                .put(message)
                .array());
        out.flush();
    }

    private static void daemon(Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (SocketException | EOFException e) {
                        return; // one of the two hung up
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "late-leader");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private interface Passing {
        void run() throws IOException;
    }
}
