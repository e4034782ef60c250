# yaodian as one static program in an empty image.
#   docker build -t yaodian .
#   docker run --rm -v "$PWD:/work" yaodian yaodian check plan.txt --notice notice.txt
FROM rust:1-alpine AS build
# Alpine's own target is musl, linked statically. The C library's headers are all that Rust's image lacks.
RUN apk add --no-cache musl-dev
WORKDIR /source
COPY . .
# The program needs neither the page nor what develops it; the list of dependencies is that of the lock.
RUN cargo build --locked --profile dist --package yaodian \
    && cp target/dist/yaodian /yaodian

FROM scratch
COPY --from=build /yaodian /usr/local/bin/yaodian
COPY LICENSE LICENSE-APACHE LICENSE-MIT /licenses/
ENV PATH=/usr/local/bin
WORKDIR /work
# Nobody in particular: the program only reads, and writes where its user may.
USER 65532:65532
# No entry point: a hook, a job and a shell command all name the program themselves.
CMD ["yaodian", "--help"]
