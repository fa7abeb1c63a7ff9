package io.portalbots.portal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A resolver that answers what it was told, and counts how often it was asked. */
final class Addresses implements Resolver {

    private final List<List<InetAddress>> answers;
    private final AtomicInteger asked = new AtomicInteger();

    private Addresses(List<List<InetAddress>> answers) {
        this.answers = answers;
    }

    /** Each answer is a list with blanks between; the last is given over and over. */
    static Addresses answering(String... answers) {
        return new Addresses(Stream.of(answers)
                .map(answer -> Stream.of(answer.strip().split(" +"))
                        .map(Addresses::read)
                        .toList())
                .toList());
    }

    int asked() {
        return asked.get();
    }

    @Override
    public List<InetAddress> resolve(String name) {
        return answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
    }

    /** What a stranger's resolver might give: an address of IPv6 with a scope, or an address of IPv4 dressed up as one. */
    private static InetAddress read(String text) {
        try {
            if (text.contains("%")) {
                var address = InetAddress.getByName(text.replaceFirst("%.*", ""));
                return Inet6Address.getByAddress(null, address.getAddress(), 1);
            }
            return text.startsWith("::ffff:") ? mapped(InetAddress.getByName(text)) : InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static InetAddress mapped(InetAddress address) throws UnknownHostException {
        var bytes = new byte[16];
        bytes[10] = -1;
        bytes[11] = -1;
        System.arraycopy(address.getAddress(), 0, bytes, 12, 4);
        return Inet6Address.getByAddress(null, bytes, -1);
    }
}
