package io.callstream.gateway.cache;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Speaks as much of Redis' protocol as a client needs that signs in, gets and sets; and misbehaves as it is told. */
public final class FakeRedis implements Closeable {
    /** How it answers GET and SET. */
    public enum Mood {
        WELL,
        /** Takes commands, and says nothing. */
        HANGS,
        /** Closes the connection at the next command. */
        CLOSES,
        /** Gives another value than the one that was kept. */
        LIES,
        /** Answers with what is no answer of the protocol. */
        BABBLES,
        /** Says that it has no memory left. */
        REFUSES
    }

    private final ServerSocket server;
    private final Map<String, byte[]> values = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile Mood mood = Mood.WELL;

    public FakeRedis() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public void is(Mood changed) {
        mood = changed;
    }

    /** All commands so far, each with its arguments but for the values. */
    List<String> commands() {
        return commands;
    }

    public long count(String command) {
        return commands.stream().filter(each -> each.startsWith(command)).count();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                thread(() -> serve(client));
            }
        } catch (IOException e) {
            // it was closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            for (List<byte[]> command = read(in); !command.isEmpty(); command = read(in)) {
                String name = text(command.get(0)).toUpperCase(Locale.ROOT);
                boolean data = name.equals("GET") || name.equals("SET");
                commands.add(name + (command.size() > 1 ? " " + text(command.get(1)) : ""));
                if (data && mood == Mood.CLOSES) {
                    return;
                }
                if (!data || mood != Mood.HANGS) {
                    out.write(answer(name, command));
                    out.flush();
                }
            }
        } catch (IOException e) {
            // the client is gone
        }
    }

    private byte[] answer(String name, List<byte[]> command) {
        boolean data = name.equals("GET") || name.equals("SET");
        if (data && mood == Mood.BABBLES) {
            return "what?\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        if (data && mood == Mood.REFUSES) {
            return "-OOM command not allowed when used memory > 'maxmemory'.\r\n".getBytes(StandardCharsets.US_ASCII);
        }
        return switch (name) {
            case "PING" -> ascii("+PONG");
            case "AUTH", "SELECT" -> ascii("+OK");
            case "GET" -> mood == Mood.LIES ? bulk(ascii("{\"choices\":[]}")) : get(text(command.get(1)));
            case "SET" -> set(text(command.get(1)), command.get(2));
            default -> ascii("-ERR unknown command");
        };
    }

    private byte[] get(String key) {
        byte[] value = values.get(key);
        return value == null ? ascii("$-1") : bulk(value);
    }

    private byte[] set(String key, byte[] value) {
        values.put(key, value);
        return ascii("+OK");
    }

    private static byte[] bulk(byte[] value) {
        byte[] head = ascii("$" + value.length);
        byte[] all = new byte[head.length + value.length + 2];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(value, 0, all, head.length, value.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        return all;
    }

    private static byte[] ascii(String line) {
        return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Empty at the end of the connection. */
    private static List<byte[]> read(InputStream in) throws IOException {
        String head = line(in);
        List<byte[]> command = new ArrayList<>();
        if (!head.isEmpty()) {
            for (int left = Integer.parseInt(head.substring(1)); left > 0; left--) {
                command.add(in.readNBytes(Integer.parseInt(line(in).substring(1))));
                line(in);
            }
        }
        return command;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "fake-redis");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
