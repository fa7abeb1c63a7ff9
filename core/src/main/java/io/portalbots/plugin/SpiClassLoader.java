package io.portalbots.plugin;

/** Shows plugins the JDK and what they are written against, and nothing else of the platform's class path. */
final class SpiClassLoader extends ClassLoader {

    private static final String[] SHARED = {"io.portalbots.spi.", "org.pf4j.", "org.slf4j.", "org.jspecify."};

    private final ClassLoader host;

    SpiClassLoader(ClassLoader host) {
        super(ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (var prefix : SHARED) {
            if (name.startsWith(prefix)) {
                return host.loadClass(name);
            }
        }
        throw new ClassNotFoundException(name);
    }
}
