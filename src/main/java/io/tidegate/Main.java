package io.tidegate;

/** The program. */
public final class Main {

    private Main() {}

    /** Runs the command that the arguments name and exits with its code. */
    public static void main(String[] arguments) {
        System.out.println("tidegate has no commands yet");
    }
}
