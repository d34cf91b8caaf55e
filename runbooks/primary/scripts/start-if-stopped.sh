# $1: the process; $2: the program that starts it. What was told to end may need a moment; what still runs then stays the
# only one.
for _ in 1 2 3 4 5; do
  pgrep --exact "$1" > /dev/null || exec "$2"
  sleep 1
done
