package io.tidegate.action;

/**
 * Shows plug-ins the JDK, the interfaces that they implement and SLF4J, and nothing else of ours: a
 * plug-in brings the libraries that it needs, in the versions that it needs.
 */
final class SpiClassLoader extends ClassLoader {

    private static final String SPI = "io.tidegate.action.spi.";
    private static final String LOGGING = "org.slf4j.";

    private final ClassLoader gateway;

    SpiClassLoader(ClassLoader gateway) {
        super("tidegate-spi", ClassLoader.getPlatformClassLoader());
        this.gateway = gateway;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (name.startsWith(SPI) || name.startsWith(LOGGING)) {
            return gateway.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
