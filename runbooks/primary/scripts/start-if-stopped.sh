# $1: the process; $2: the program that starts it. A process that was told to end may need a moment. If one still runs
# after that, no second one is started.
for _ in 1 2 3 4 5; do
  pgrep --exact "$1" > /dev/null || exec "$2"
  sleep 1
done
